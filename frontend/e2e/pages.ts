import { expect, type Page } from '@playwright/test';
import type { Api } from './api';
import { dayAhead } from './days';
import { decided, investigated, linked, measured, ofType, oneCase, shared, tab } from './demoCases';

export type State = 'normal' | 'empty' | 'many' | 'error';

export interface PageRow {
  /** Of its pictures. */
  name: string;
  /** A user name of the demo, or null for who is not signed in. */
  as: string | null;
  at: string | ((api: Api) => Promise<string>);
  /** The name of a button, in both languages where there are pictures in English: what it opens, a form or a dialog, is what is looked at. */
  press?: RegExp;
  /** What is done after that, by whoever looks: chosen, typed, sent without what must be there. */
  then?: (page: Page) => Promise<void>;
  /** Where there is such a button in one size alone. */
  only?: 'phone';
  /** Without it: normal alone for what is pressed; normal and error for an address of one thing; all four for a list. */
  states?: readonly State[];
  /** In English too. */
  english?: boolean;
}

const ONE: readonly State[] = ['normal', 'error'];
const STILL: readonly State[] = ['normal'];

const goal = (state: string) => async (api: Api) => `/lasaret/mal/${await api.first(`/smart-goals?state=${state}`)}`;
const wheel = async (api: Api) => `/lasaret/arshjul/${await api.first('/annual-wheels')}`;
const activity = async (api: Api) => {
  const id = await api.first('/annual-wheels');
  return `/lasaret/arshjul/${id}?aktivitet=${await api.first(`/annual-wheels/${id}/activities`)}`;
};
/** A source at an address where nobody answers. */
async function source(api: Api): Promise<string> {
  const nobody = 'http://127.0.0.1:9';
  const body = { name: `Elevregistret ${crypto.randomUUID()}`, baseUrl: `${nobody}/v2.0`, tokenUrl: `${nobody}/token`, clientId: 'samsyn', clientSecret: 'hemligt' };
  return (await api.make<{ id: string }>('/sync-sources', body)).id;
}

/** Over, with its report, when the page is looked at. */
async function pullThatFails(api: Api): Promise<string> {
  const sourceId = await source(api);
  const { id } = await api.make<{ id: string }>('/sync-runs', { sourceId });
  await expect.poll(async () => (await api.read<{ state: string }>(`/sync-runs/${id}`)).state, { timeout: 30_000 }).toBe('FAILED');
  return `/installningar/kallor/${sourceId}/hamtningar/${id}`;
}

/** Of the demo: those that the whole way plans and holds while this is looked at are nearer. */
const plannedMeeting = async (api: Api) => `/moten/${await api.first(`/meetings?from=${dayAhead(5)}`)}`;
/** Made for each look, and started by a press: a meeting can be started once. */
async function newMeeting(api: Api): Promise<string> {
  const { items } = await api.read<{ items: { id: string; name: string }[] }>('/teams?limit=100');
  const teamId = items.find(({ name }) => name === 'Elevhälsoteamet Björkskolan')?.id;
  const day = dayAhead(60);
  const { id } = await api.make<{ id: string }>('/meetings', { teamId, type: 'EHT', startsAt: `${day}T08:00:00Z`, endsAt: `${day}T09:00:00Z` });
  await api.make(`/meetings/${id}/agenda-items`, { kind: 'INFO', title: 'Läget i veckan', plannedMinutes: 10 });
  await api.make(`/meetings/${id}/agenda-items`, { kind: 'REFLECTION', title: 'Vad fungerar i klassrummen just nu, och vad gör vi mer av?', plannedMinutes: 20 });
  return `/moten/${id}/genomfor`;
}
const heldMeeting = async (api: Api) => `/moten/${await api.first(`/meetings?to=${dayAhead(-8)}&sort=-startsAt`)}`;
const person = async (api: Api) => `/installningar/personal/${await api.first('/people?limit=1')}`;

/** Every page: a new one is one line here, and is then looked at by axe, measured for width and put in var/screens. */
export const pages: readonly PageRow[] = [
  { name: 'logga-in', as: null, at: '/logga-in', states: STILL, english: true },
  { name: 'forsta-inloggning', as: null, at: '/forsta-inloggning', states: STILL, english: true },
  { name: 'tillganglighet', as: null, at: '/tillganglighet', states: STILL, english: true },
  { name: 'personuppgifter', as: null, at: '/personuppgifter', states: STILL },
  { name: 'finns-inte', as: 'rektor', at: '/finns-inte', states: STILL },
  { name: 'fokus', as: 'rektor', at: '/', states: ['normal', 'empty', 'error'], english: true },
  { name: 'fokus-larare', as: 'larare', at: '/', states: STILL },
  { name: 'fokus-admin', as: 'admin', at: '/', states: STILL },
  { name: 'mitt-konto', as: 'rektor', at: '/mitt-konto', states: ['normal', 'error'], english: true },
  { name: 'api-klienter', as: 'admin', at: '/installningar/api-klienter', states: ['normal', 'empty', 'error'], english: true },
  { name: 'person', as: 'admin', at: person, english: true },
  { name: 'rapportera-oro', as: 'larare', at: '/rapportera-oro', states: ['normal', 'empty', 'error'], english: true },
  { name: 'orosanmalan', as: 'larare', at: '/orosanmalan', states: STILL, english: true },
  { name: 'mina-signaler', as: 'larare', at: '/rapportera-oro/mina', english: true },
  { name: 'signal', as: 'kurator', at: async (api) => `/signaler/${await api.first('/concerns')}`, english: true },
  { name: 'bedom', as: 'rektor', at: '/arenden/bedom', states: ['normal', 'empty', 'error'], english: true },
  { name: 'arenden', as: 'kurator', at: '/arenden', english: true },
  { name: 'arenden-enhet', as: 'rektor', at: '/arenden', english: true },
  { name: 'arenden-filter', as: 'rektor', at: '/arenden?vy=enhet&tema=READING_WRITING', english: true },
  { name: 'arenden-filter-tomt', as: 'rektor', at: '/arenden?vy=enhet&tema=MATHEMATICS&ansvar=ingen&klass=K3', states: STILL, english: true },
  { name: 'arende-kedja', as: 'rektor', at: linked, states: STILL, english: true },
  { name: 'arende-nytt', as: 'kurator', at: '/arenden/nytt', states: STILL, english: true },
  { name: 'arende-sok', as: 'rektor', at: '/arenden/sok', states: STILL, english: true },
  { name: 'arende-lamna-over', as: 'rektor', at: '/arenden/lamna-over', states: STILL, english: true },
  { name: 'arende-oppna-med-skal', as: 'rektor', at: '/arenden/oppna-med-skal', english: true },
  { name: 'arende-oppnade-granskas', as: 'loggranskare', at: '/arenden/oppna-med-skal', states: STILL, english: true },
  { name: 'arende', as: 'kurator', at: oneCase('OPEN'), english: true },
  { name: 'arende-rost', as: 'kurator', at: tab('rost'), states: ['normal', 'empty'], english: true },
  { name: 'arende-utredning', as: 'rektor', at: investigated('utredning'), states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-utredning-klar', as: 'rektor', at: investigated('utredning', 'MEASURES', 'LEARNING_ENVIRONMENT'), states: STILL, english: true },
  { name: 'arende-beslut', as: 'rektor', at: decided('MEASURES', 'FOLLOW_UP', 'EVALUATION', 'CLOSED'), states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-beslut-utkast', as: 'rektor', at: decided('DECISION'), states: STILL, english: true },
  { name: 'arende-beslut-part', as: 'rektor', at: decided('DECISION'), press: /^(Anteckna en part till|Record another party)$/, english: true },
  { name: 'arende-fraga', as: 'rektor', at: investigated('utredning'), press: /^(Ställ en fråga|Ask a question)$/, english: true },
  { name: 'fragor', as: 'larare', at: '/fragor', states: ['normal', 'empty', 'error'], english: true },
  { name: 'svara', as: null, at: `/svara#${'a'.repeat(43)}`, states: STILL, english: true },
  { name: 'svara-halv', as: null, at: '/svara', states: STILL, english: true },
  { name: 'arende-atgarder', as: 'kurator', at: tab('atgarder'), states: ['normal', 'empty'], english: true },
  { name: 'arende-filer', as: 'kurator', at: tab('filer'), states: ['normal', 'empty'], english: true },
  { name: 'arende-utlamnat', as: 'kurator', at: shared, states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-samtycke', as: 'kurator', at: shared, press: /^(Anteckna ett samtycke till|Record another consent)$/, english: true },
  { name: 'arende-utlamnat-rad', as: 'kurator', at: shared, press: /^(Anteckna något som lämnas ut|Record something disclosed)$/, english: true },
  { name: 'delat-med-mig', as: 'partner', at: '/delat-med-mig', states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-overlamning', as: 'kurator', at: async (api) => `${await ofType('TRANSITION')(api)}?flik=overlamning`, states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-overlamning-ny', as: 'kurator', at: async (api) => `${await ofType('TRANSITION')(api)}?flik=overlamning`, press: /^(Lämna över mer|Hand over more)$/, english: true },
  { name: 'franvaro-anmald', as: 'utredare', at: '/arenden/franvaro', states: ['normal', 'empty', 'error'], english: true },
  { name: 'mottagna', as: 'rektor-2', at: '/arenden/mottagna', states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-atgarder-forslag', as: 'rektor', at: measured, states: ['normal', 'error'], english: true },
  { name: 'arende-varning', as: 'rektor', at: ofType('SPECIAL_SUPPORT'), states: STILL, english: true },
  { name: 'arende-anmalningar', as: 'rektor', at: ofType('DEGRADING', 'anmalningar'), states: ['normal', 'empty', 'error'], english: true },
  { name: 'arende-orosanmalan', as: 'kurator', at: ofType('CHILD_WELFARE_REPORT', 'anmalningar'), states: STILL, english: true },
  { name: 'arende-bedomningar', as: 'kurator', at: ofType('ADAPTED_SCHOOL', 'utredning'), states: STILL, english: true },
  { name: 'arende-klagomal', as: 'rektor', at: ofType('COMPLAINT'), states: STILL, english: true },
  { name: 'arende-krets', as: 'rektor', at: tab('krets'), states: ['normal', 'empty'], english: true },
  { name: 'arende-avslutat', as: 'rektor', at: oneCase('CLOSED'), states: STILL, english: true },
  { name: 'mina-elever', as: 'larare', at: '/mina-elever', english: true },
  { name: 'skolan', as: 'rektor', at: '/skolan', english: true },
  { name: 'skola', as: 'rektor', at: async (api) => `/skolan/skolor/${await api.first('/schools')}`, english: true },
  { name: 'team', as: 'rektor', at: '/skolan/team', english: true },
  { name: 'ett-team', as: 'rektor', at: async (api) => `/skolan/team/${await api.first('/teams')}`, english: true },
  { name: 'grupper', as: 'rektor', at: '/skolan/grupper' },
  { name: 'grupp', as: 'rektor', at: async (api) => `/skolan/grupper/${await api.first('/groups')}` },
  { name: 'lasar', as: 'rektor', at: '/skolan/lasar', english: true },
  { name: 'professioner', as: 'rektor', at: '/skolan/professioner' },
  { name: 'profession', as: 'rektor', at: async (api) => `/skolan/professioner/${await api.first('/professions')}`, english: true },
  { name: 'personal', as: 'admin', at: '/installningar', english: true },
  { name: 'enheter', as: 'admin', at: '/installningar/skolor', english: true },
  { name: 'moten', as: 'rektor', at: '/moten', english: true },
  { name: 'moten-kommande', as: 'kurator', at: '/moten?visa=kommande' },
  { name: 'moten-tidigare', as: 'rektor', at: '/moten?visa=tidigare', states: STILL },
  { name: 'moten-serier', as: 'rektor', at: '/moten/serier' },
  { name: 'moten-att-gora', as: 'rektor', at: '/moten/att-gora' },
  { name: 'mote-nytt', as: 'rektor', at: '/moten/nytt', states: ['normal', 'empty', 'error'], english: true },
  { name: 'mote-planerat', as: 'rektor', at: plannedMeeting, english: true },
  { name: 'mote-hallet', as: 'larare', at: heldMeeting, states: STILL },
  { name: 'mote-genomfor', as: 'rektor', at: async (api) => `${await plannedMeeting(api)}/genomfor`, english: true },
  { name: 'mal', as: 'rektor', at: '/lasaret/mal', english: true },
  { name: 'mal-nytt', as: 'rektor', at: '/lasaret/mal/nytt', states: ['normal', 'empty', 'error'], english: true },
  { name: 'mal-utkast', as: 'rektor', at: goal('DRAFT') },
  { name: 'mal-fraga', as: 'kurator', at: goal('PROPOSED'), english: true },
  { name: 'mal-pagar', as: 'kurator', at: goal('ACTIVE'), states: ['normal', 'empty', 'many', 'error'], english: true },
  { name: 'mal-larare', as: 'larare', at: goal('ACTIVE'), states: STILL },
  { name: 'mal-andra', as: 'rektor', at: async (api) => `${await goal('DRAFT')(api)}/andra` },
  { name: 'mal-andra-pagar', as: 'rektor', at: async (api) => `${await goal('ACTIVE')(api)}/andra`, states: STILL },
  { name: 'arshjul', as: 'rektor', at: '/lasaret/arshjul', states: ['normal', 'empty', 'error'], english: true },
  { name: 'arshjul-larare', as: 'larare', at: '/lasaret/arshjul', states: STILL },
  { name: 'arshjul-eget', as: 'rektor', at: wheel, states: ['empty', 'many', 'error'] },
  { name: 'arshjul-termin', as: 'kurator', at: '/lasaret/arshjul?termin=HT&moten=1&mal=1&hjul=1', states: STILL, english: true },
  { name: 'arshjul-aktivitet', as: 'rektor', at: activity, states: STILL, english: true },
  { name: 'mote-projektor', as: 'rektor', at: async (api) => `${await plannedMeeting(api)}/genomfor?projektor=1`, states: STILL },
  { name: 'regelpaket', as: 'admin', at: '/installningar/regelpaket', states: ['normal', 'error'], english: true },
  { name: 'regler', as: 'rektor', at: '/skolan/regler/SE-2023', english: true },
  { name: 'regelpaket-ett', as: 'admin', at: '/installningar/regelpaket/SE-2028', english: true },
  { name: 'kallor', as: 'admin', at: '/installningar/kallor', english: true },
  { name: 'kalla', as: 'admin', at: async (api) => `/installningar/kallor/${await source(api)}`, english: true },
  { name: 'mer', as: 'rektor', at: '/', press: /^(Mer|More)$/, only: 'phone', english: true },
  { name: 'konto-losenord', as: 'rektor', at: '/mitt-konto', press: /^(Byt lösenord|Change password)$/, english: true },
  { name: 'konto-app', as: 'rektor', at: '/mitt-konto', press: /^Anslut en app$/ },
  { name: 'person-ny', as: 'admin', at: '/installningar', press: /^(Ny person|New person)$/, english: true },
  { name: 'person-andra', as: 'admin', at: person, press: /^Ändra$/ },
  { name: 'uppdrag-nytt', as: 'admin', at: person, press: /^(Nytt uppdrag|New assignment)$/, english: true },
  { name: 'enhet-skola', as: 'admin', at: '/installningar/skolor', press: /^(Lägg till skola|Add a school)$/, english: true },
  { name: 'enhet-omrade', as: 'admin', at: '/installningar/skolor', press: /^Lägg till område$/ },
  { name: 'kalla-ny', as: 'admin', at: '/installningar/kallor', press: /^(Ny källa|New source)$/, english: true },
  { name: 'bedom-oppna', as: 'rektor', at: '/arenden/bedom', press: /^(Öppna ärende|Open a case)$/, english: true },
  { name: 'bedom-koppla', as: 'rektor', at: '/arenden/bedom', press: /^(Koppla till befintligt|Join to a case)$/, english: true },
  { name: 'bedom-aterkoppla', as: 'rektor', at: '/arenden/bedom', press: /^(Återkoppla och avsluta|Answer and end)$/, english: true },
  { name: 'arende-andra', as: 'kurator', at: oneCase('OPEN'), press: /^(Ändra uppgifter|Change details)$/, english: true },
  { name: 'arende-klass', as: 'kurator', at: oneCase('OPEN'), press: /^(Ändra sekretessklass|Change confidentiality class)$/, english: true },
  { name: 'arende-avsluta', as: 'kurator', at: oneCase('OPEN'), press: /^(Avsluta ärendet|Close the case)$/, english: true },
  { name: 'arende-avsluta-kvar', as: 'rektor', at: measured, press: /^(Avsluta ärendet|Close the case)$/, english: true },
  { name: 'arende-avsluta-klagomal', as: 'rektor', at: ofType('COMPLAINT'), press: /^(Avsluta ärendet|Close the case)$/, english: true },
  { name: 'arende-barnets-basta', as: 'rektor', at: decided('DECISION'), press: /^(Pröva barnets bästa|Weigh the child's best interests|Pröva på nytt|Weigh anew)$/, english: true },
  { name: 'arende-koppla', as: 'kurator', at: oneCase('OPEN'), press: /^(Koppla till ett ärende|Link to a case)$/, english: true },
  { name: 'arende-sok-inne', as: 'kurator', at: oneCase('OPEN'), press: /^(Sök i ärendet|Search the case)$/, english: true },
  { name: 'arende-oppna-igen', as: 'rektor', at: oneCase('CLOSED'), press: /^(Öppna igen|Reopen)$/, english: true },
  { name: 'arende-rost-ny', as: 'kurator', at: tab('rost'), press: /^(Dokumentera barnets röst|Record the child's voice)$/, english: true },
  { name: 'arende-atgard-ny', as: 'kurator', at: tab('atgarder'), press: /^(Ny åtgärd|New measure)$/, english: true },
  { name: 'arende-atgard-besluta', as: 'rektor', at: measured, press: /^(Besluta|Decide)$/, english: true },
  { name: 'arende-atgard-dag', as: 'rektor', at: measured, press: /^(Notera en dag|Note a day)$/, english: true },
  { name: 'arende-skriv-ut', as: 'kurator', at: oneCase('OPEN'), press: /^(Skriv ut som PDF|Print as PDF)$/, english: true },
  { name: 'arende-atgard-dela', as: 'rektor', at: measured, press: /^(Ändra raden|Change the line)$/, english: true },
  { name: 'arende-anmalan-ny', as: 'kurator', at: tab('anmalningar'), press: /^(Notera en anmälan|Record a report)$/, english: true },
  { name: 'arende-aterkoppling', as: 'kurator', at: ofType('CHILD_WELFARE_REPORT', 'anmalningar'), press: /^(Rätta|Correct)$/, english: true },
  { name: 'arende-bedomning-ny', as: 'kurator', at: ofType('ADAPTED_SCHOOL', 'utredning'), press: /^(Lägg till en bedömning|Add an assessment)$/, english: true },
  { name: 'arende-utpekad', as: 'rektor', at: ofType('DEGRADING', 'krets'), press: /^(Ange vem i personalen|Name somebody on the staff)$/, english: true },
  { name: 'arende-krets-ny', as: 'rektor', at: tab('krets'), press: /^(Ta in i kretsen|Take into the circle)$/, english: true },
  { name: 'mote-flytta', as: 'rektor', at: plannedMeeting, press: /^(Flytta|Move)$/, english: true },
  { name: 'mote-stall-in', as: 'rektor', at: plannedMeeting, press: /^Ställ in$/ },
  { name: 'mote-kalla', as: 'rektor', at: plannedMeeting, press: /^Kalla fler$/ },
  { name: 'mote-att-gora', as: 'rektor', at: heldMeeting, press: /^Lägg till att göra$/ },
  { name: 'mote-pagar', as: 'rektor', at: newMeeting, press: /^(Starta mötet|Start the meeting)$/, english: true },
  { name: 'avstamning', as: 'rektor', at: goal('ACTIVE'), press: /^(Ny avstämning|New check-in)$/, english: true },
  { name: 'aktivitet-ny', as: 'rektor', at: '/lasaret/arshjul', press: /^(Ny aktivitet|New activity)$/, english: true },
  { name: 'aktivitet-andra', as: 'rektor', at: activity, press: /^Ändra$/ },
  { name: 'lasar-dag', as: 'rektor', at: '/skolan/lasar', press: /^(Lägg till dag|Add a day)$/, english: true },
  { name: 'lasar-andra', as: 'admin', at: '/skolan/lasar', press: /^Ändra terminer och lov$/ },
  { name: 'team-nytt', as: 'rektor', at: '/skolan/team', press: /^(Nytt team|New team)$/, english: true },
  { name: 'team-medlem', as: 'rektor', at: async (api) => `/skolan/team/${await api.first('/teams')}`, press: /^Lägg till medlem$/ },
  { name: 'skola-tjanster', as: 'rektor', at: async (api) => `/skolan/skolor/${await api.first('/schools')}`, press: /^(Lägg in tjänster|Enter posts)$/, english: true },
  { name: 'profession-andra', as: 'admin', at: async (api) => `/skolan/professioner/${await api.first('/professions')}`, press: /^Ändra$/ },
  { name: 'hamtning', as: 'admin', at: pullThatFails, english: true },
];

const LIST: readonly State[] = ['normal', 'empty', 'many', 'error'];

export function statesOf(row: PageRow): readonly State[] {
  if (row.press || row.then) return STILL;
  return row.states ?? (typeof row.at === 'string' ? LIST : ONE);
}

/** Of its test; one for a single size is left out of the other project by its tag. */
export const titleOf = ({ name, only }: PageRow): string => (only ? `${name} @${only}` : name);
