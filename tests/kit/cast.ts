import { ensureApiKeys, ensureOrganization, ensureOwner, type Making, type OrganizationTools } from '#organizations/index.ts';

/** The people and organizations that tests speak of. Two tenants, so that every test can try to look over the fence. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly apiKey: string;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
}

export interface Cast {
  /** A mental-health clinic; Ana owns it. */
  readonly clinic: Tenant;
  /** A festival; Ben owns it. */
  readonly festival: Tenant;
}

const clinic = {
  slug: 'clinic',
  name: 'Nuru Clinic',
  owner: { name: 'Ana Wanjiru', email: 'ana@clinic.example', password: 'rain on the tin roof' },
  apiKey: 'brz_clinic00000000000000000000000000',
};
const festival = {
  slug: 'festival',
  name: 'Lamu Festival',
  owner: { name: 'Ben Otieno', email: 'ben@festival.example', password: 'boats come home late' },
  apiKey: 'brz_festival000000000000000000000000',
};

/** Puts both organizations with their owners and keys into an empty database. */
export async function seedCast(tools: OrganizationTools, making: Making): Promise<Cast> {
  const seed = async ({ slug, name, owner, apiKey }: typeof clinic): Promise<Tenant> => {
    const organizationId = await ensureOrganization(tools, making, { slug, name });
    await ensureOwner(tools, making, { ...owner, organizationId });
    await ensureApiKeys(tools, making, { organizationId, keys: [{ name: 'ops', key: apiKey }] });
    return { id: organizationId, slug, apiKey, owner };
  };
  return { clinic: await seed(clinic), festival: await seed(festival) };
}
