import type { Schemas } from '@/api/client'

export type Account = Schemas['AccountDocument']
export type Role = Account['role']

/** Whom an administrator makes accounts for; the system has its own. */
export const ROLES: Role[] = [
  'ENTERPRISE',
  'OFFICER',
  'HANDLER',
  'COORDINATOR',
  'SUPERVISOR',
  'AUDITOR',
  'ADMIN',
  'IMPORTER',
]

/** What an account of a role belongs to, as far as the form asks for it. */
export function belongings(role: Role | ''): ('unit' | 'enterprise' | 'part' | 'looksAfter' | 'allDistricts')[] {
  switch (role) {
    case 'ENTERPRISE':
      return ['enterprise']
    case 'OFFICER':
      return ['unit', 'looksAfter']
    case 'HANDLER':
      return ['unit']
    case 'COORDINATOR':
      return ['unit', 'part']
    case 'SUPERVISOR':
      return ['part', 'allDistricts']
    case 'AUDITOR':
    case 'ADMIN':
      return ['allDistricts']
    default:
      return []
  }
}

export interface AccountFields {
  id?: string
  login: string
  name: string
  role: Role | ''
  unit: string | null
  enterprise: string | null
  part: '' | 'chain' | 'place'
  chain: string
  place: string
  allDistricts: boolean
  looksAfter: string[]
  phone: string
  mail: string
  title: string
  active: boolean
}

export function fieldsOf(account?: Account): AccountFields {
  return {
    login: account?.login ?? '',
    name: account?.name ?? '',
    role: account?.role ?? '',
    unit: account?.unit ?? null,
    enterprise: account?.enterprise ?? null,
    part: account?.chain ? 'chain' : account?.place ? 'place' : '',
    chain: account?.chain ?? '',
    place: account?.place ?? '',
    allDistricts: account?.allDistricts ?? false,
    looksAfter: account?.looksAfter ?? [],
    phone: account?.phone ?? '',
    mail: account?.mail ?? '',
    title: account?.title ?? '',
    active: account?.active ?? true,
  }
}

/** As it is sent: what the role has nothing to do with is left out, so that a change of role takes it away. */
export function sentAccount(form: AccountFields): Schemas['AccountForm'] {
  const has = belongings(form.role)
  return {
    id: form.id?.trim() || undefined,
    login: form.login.trim(),
    name: form.name.trim(),
    role: form.role || undefined,
    unit: has.includes('unit') ? form.unit || undefined : undefined,
    enterprise: has.includes('enterprise') ? form.enterprise || undefined : undefined,
    chain: has.includes('part') && form.part === 'chain' ? form.chain || undefined : undefined,
    place: has.includes('part') && form.part === 'place' ? form.place || undefined : undefined,
    allDistricts: has.includes('allDistricts') && form.allDistricts,
    looksAfter: has.includes('looksAfter') ? form.looksAfter : [],
    phone: form.phone.trim(),
    mail: form.mail.trim(),
    title: form.title.trim(),
    active: form.active,
  }
}
