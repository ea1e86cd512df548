import type { SessionOut } from '@/shared/api/generated';
import { session } from '@/shared/api/session';

/** The tabs of one browser share one cookie, so they must agree on who is signed in. */
type Message = { kind: 'out' } | { kind: 'in'; personId: string; times: SessionOut; serverNow: number };

const channel = new BroadcastChannel('samsyn.session');

export function tellOtherTabs(message: Message): void {
  channel.postMessage(message);
}

/** `leave` empties this tab: signed out elsewhere, or another person signed in elsewhere. */
export function listenToOtherTabs(leave: () => void): () => void {
  const hear = ({ data }: MessageEvent<Message>) => {
    const state = session.get();
    if (!('personId' in state)) return;
    if (data.kind === 'in' && data.personId === state.personId) session.opened(data.personId, data.times, data.serverNow);
    else leave();
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}
