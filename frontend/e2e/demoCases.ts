import type { Api } from './api';

export const oneCase = (state: string) => async (api: Api) => `/arenden/${await api.first(`/cases?state=${state}`)}`;
export const ofType = (type: string, name?: string) => async (api: Api) => `/arenden/${await api.first(`/cases?type=${type}&state=OPEN`)}${name ? `?flik=${name}` : ''}`;
export const measured = async (api: Api) => `${await ofType('ABSENCE')(api)}?flik=atgarder`;
/** The case of collaboration in which somebody has consented. */
export const shared = async (api: Api) => {
  const { items } = await api.read<{ items: { id: string }[] }>('/cases?type=INTERAGENCY&limit=100');
  for (const { id } of items) {
    const consents = await api.read<{ items: unknown[] }>(`/cases/${id}/consents`);
    if (consents.items.length > 0) return `/arenden/${id}?flik=utlamnat`;
  }
  throw new Error('no case with consents');
};
/** A case of special support in one of these phases: what is decided there. */
export const decided = (...phases: string[]) => async (api: Api) => {
  const { items } = await api.read<{ items: { id: string; phase: string }[] }>('/cases?type=SPECIAL_SUPPORT&limit=100');
  const found = items.find((one) => phases.includes(one.phase));
  if (!found) throw new Error(`no case in ${phases.join(', ')}`);
  return `/arenden/${found.id}?flik=beslut`;
};
/** One that hangs together with others: on the tab of measures stands what was tried along the chain. */
export async function linked(api: Api): Promise<string> {
  const { items } = await api.read<{ items: { id: string }[] }>('/cases?type=GROUP_SITUATION&limit=100');
  for (const { id } of items) {
    const links = await api.read<{ items: unknown[] }>(`/cases/${id}/links`);
    if (links.items.length > 0) return `/arenden/${id}?flik=atgarder`;
  }
  throw new Error('no case is linked');
}
export const tab = (name: string) => async (api: Api) => `${await oneCase('OPEN')(api)}?flik=${name}`;
/** A case of special support in that phase: its investigation is written in, or completed. */
export const investigated = (name: string, phase = 'INVESTIGATION', type = 'SPECIAL_SUPPORT') => async (api: Api) => {
  const { items } = await api.read<{ items: { id: string; phase: string }[] }>(`/cases?type=${type}&limit=100`);
  return `/arenden/${items.find((one) => one.phase === phase)?.id}?flik=${name}`;
};
