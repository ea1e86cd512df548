import type { ApiVersion, SyncSourceIn, SyncSourceOut, SyncSourcePatch } from '@/shared/api/generated';

export const lists = ['organisations', 'persons', 'duties', 'groups'] as const;
export type List = (typeof lists)[number];
export const versions: readonly ApiVersion[] = ['V2_1', 'V2_0'];

export interface SourceValues extends Record<string, unknown> {
  name: string;
  apiVersion: ApiVersion;
  baseUrl: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  tokenScope: string;
  organisationNumber: string;
  enabled: boolean;
  endpointUrls: Record<List, string>;
}

const text = (given: string | null) => given ?? '';
const noUrls = { organisations: '', persons: '', duties: '', groups: '' };
const blank: SourceValues = {
  name: '', apiVersion: 'V2_1', baseUrl: '', tokenUrl: '', clientId: '', clientSecret: '', tokenScope: '', organisationNumber: '', enabled: true, endpointUrls: noUrls,
};

export function valuesOf(source?: SyncSourceOut): SourceValues {
  if (!source) return blank;
  const { name, apiVersion, baseUrl, tokenUrl, clientId, enabled, endpointUrls: urls } = source;
  return {
    name, apiVersion, baseUrl, tokenUrl, clientId, enabled,
    clientSecret: '',
    tokenScope: text(source.tokenScope),
    organisationNumber: text(source.organisationNumber),
    endpointUrls: { organisations: text(urls.organisations), persons: text(urls.persons), duties: text(urls.duties), groups: text(urls.groups) },
  };
}

export type Fault = 'missing' | 'url' | 'secretMissing' | 'secretAgain' | 'number';

function parsed(given: string): URL | null {
  try {
    return new URL(given.trim());
  } catch {
    return null;
  }
}

const isAddress = (given: string) => {
  const url = parsed(given);
  return url !== null && ['https:', 'http:'].includes(url.protocol) && url.search + url.username + url.password === '';
};
const addressFault = (given: string): Fault | null => (isAddress(given) ? null : 'url');
const missing = (given: string): Fault | null => (given.trim() ? null : 'missing');

function secretFault({ clientSecret, tokenUrl }: SourceValues, before?: SyncSourceOut): Fault | null {
  if (clientSecret) return null;
  if (!before) return 'secretMissing';
  return tokenUrl.trim() === before.tokenUrl ? null : 'secretAgain';
}

function numberFault(given: string): Fault | null {
  return given.trim() === '' || /^\d{6}-?\d{4}$/.test(given.trim()) ? null : 'number';
}

/** What is wrong, by field; `before` where a source is changed. The server has the last word on addresses. */
export function faultsOf(values: SourceValues, before?: SyncSourceOut): Record<string, Fault> {
  const found: [string, Fault | null][] = [
    ['name', missing(values.name)],
    ['baseUrl', missing(values.baseUrl) ?? addressFault(values.baseUrl)],
    ['tokenUrl', missing(values.tokenUrl) ?? addressFault(values.tokenUrl)],
    ['clientId', missing(values.clientId)],
    ['clientSecret', secretFault(values, before)],
    ['organisationNumber', numberFault(values.organisationNumber)],
    ...lists.map((list): [string, Fault | null] => [`endpointUrls.${list}`, missing(values.endpointUrls[list]) ? null : addressFault(values.endpointUrls[list])]),
  ];
  return Object.fromEntries(found.filter((one): one is [string, Fault] => one[1] !== null));
}

function common(values: SourceValues) {
  const urls = lists.map((list) => [list, values.endpointUrls[list].trim() || null] as const);
  return {
    name: values.name.trim(),
    apiVersion: values.apiVersion,
    baseUrl: values.baseUrl.trim(),
    tokenUrl: values.tokenUrl.trim(),
    clientId: values.clientId.trim(),
    tokenScope: values.tokenScope.trim() || null,
    organisationNumber: values.organisationNumber.trim() || null,
    enabled: values.enabled,
    endpointUrls: urls.some(([, url]) => url) ? Object.fromEntries(urls) : null,
  };
}

export function bodyOf(values: SourceValues): SyncSourceIn {
  return { ...common(values), clientSecret: values.clientSecret };
}

/** A secret that is left empty stays as it is. */
export function patchOf(values: SourceValues): SyncSourcePatch {
  return { ...common(values), ...(values.clientSecret && { clientSecret: values.clientSecret }) };
}
