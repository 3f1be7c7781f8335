const connectMs = 10_000;
const silenceMs = 30_000;

/** Who sends a password sends it encrypted, and the links in the mails with it; "?ignoreTLS=true" in the address says otherwise. */
function isSecret(url: string): boolean {
  const { username, searchParams } = new URL(url);
  return username !== '' && searchParams.get('ignoreTLS') !== 'true';
}

/** A way to the mail server of this address; close it afterwards. The library is loaded at the first. */
export async function openTransport(url: string) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    requireTLS: isSecret(url),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
