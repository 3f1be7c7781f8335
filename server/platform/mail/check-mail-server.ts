import { explain, type MailFault, type MailServer } from './mail.ts';
import { openTransport } from './transport.ts';

/** Connects, encrypts and signs in, and sends nothing. Returns why that does not work; null: it does. */
export async function checkMailServer({ url }: MailServer): Promise<string | null> {
  const transport = await openTransport(url);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return explain(error as MailFault);
  } finally {
    transport.close();
  }
}
