import { createAccountActivation, createSession, putSecondFactor, readMe, readSession, type Me, type SessionOut } from '@/shared/api/generated';
import { outsideSession, serverTime } from '@/shared/api/http';
import { session } from '@/shared/api/session';
import { tellOtherTabs } from './otherTabs';

/** What the server says about a session, and whose it is; not yet taken into use by the page. */
export interface SignedIn {
  me: Me;
  times: SessionOut;
  serverNow: number;
}

async function withPerson(answer: { data: SessionOut; response: Response }): Promise<SignedIn> {
  const { data: me } = await readMe(outsideSession);
  return { me, times: answer.data, serverNow: serverTime(answer.response) };
}

export async function signIn(username: string, password: string): Promise<SignedIn> {
  return withPerson(await createSession({ ...outsideSession, body: { username, password } }));
}

/** The first sign-in: burns the one-time code, and is signed in with one step. */
export async function activate(username: string, code: string, newPassword: string): Promise<SignedIn> {
  return withPerson(await createAccountActivation({ ...outsideSession, body: { username, code, newPassword } }));
}

export async function giveCode(code: string): Promise<SignedIn> {
  return withPerson(await putSecondFactor({ ...outsideSession, body: { code } }));
}

/** The session the cookie stands for; throws a 401 problem where there is none. Also moves the idle limit. */
export async function currentSession(): Promise<SignedIn> {
  return withPerson(await readSession(outsideSession));
}

export const codeNeeded = (s: SignedIn): boolean => s.times.secondFactor === 'TOTP_REQUIRED' && s.times.assurance < 2;

/** From here on the page belongs to this person. */
export function take(s: SignedIn): void {
  session.opened(s.me.person.id, s.times, s.serverNow);
  tellOtherTabs({ kind: 'in', personId: s.me.person.id, times: s.times, serverNow: s.serverNow });
}
