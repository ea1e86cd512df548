/**
 * Whether somebody is signed in, as this tab knows it. The server alone decides; this only says what to show.
 * `covered`: the session ended while a page was open. The page stays under a sign-in until the same person is back.
 * `gone`: signed out, or somebody else took over. The tab is being emptied and sends nothing more.
 */
export type SessionState =
  | { phase: 'none' | 'gone' }
  | { phase: 'active'; personId: string; endsAt: number; idleEndsAt: number }
  | { phase: 'covered'; personId: string };

interface SessionTimes {
  expiresAt: string;
  idleExpiresAt: string;
}

type Listener = () => void;

let state: SessionState = { phase: 'none' };
let idleMs = 0;
let waiting: ((back: boolean) => void)[] = [];
const listeners = new Set<Listener>();

function set(next: SessionState) {
  state = next;
  for (const listener of listeners) listener();
}

function release(back: boolean) {
  const all = waiting;
  waiting = [];
  for (const go of all) go(back);
}

export const session = {
  get: (): SessionState => state,

  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** `serverNow` is the time of the same answer, so that a wrong clock in the browser changes nothing. */
  opened(personId: string, times: SessionTimes, serverNow: number) {
    const left = (until: string) => Date.now() + Date.parse(until) - serverNow;
    idleMs = Date.parse(times.idleExpiresAt) - serverNow;
    set({ phase: 'active', personId, endsAt: left(times.expiresAt), idleEndsAt: left(times.idleExpiresAt) });
    release(true);
  },

  /** Every answered call pushes the idle limit forward, on the server and here. */
  touched() {
    if (state.phase === 'active') state = { ...state, idleEndsAt: Math.min(Date.now() + idleMs, state.endsAt) };
  },

  cover() {
    if (state.phase === 'active') set({ phase: 'covered', personId: state.personId });
  },

  /** Calls that waited are given up, and none is sent until the tab is loaded again. */
  ended() {
    set({ phase: 'gone' });
    release(false);
  },

  /** Resolves true when the same person has signed in on top of the page, false when that will not happen. */
  back(): Promise<boolean> {
    if (state.phase !== 'covered') return Promise.resolve(state.phase === 'active');
    return new Promise((resolve) => waiting.push(resolve));
  },
};
