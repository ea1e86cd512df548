/** One draft on its way to the server. `waiting`: not on the server, kept here and tried again. `refused`: the server will not have it. */
export type DraftState =
  | { phase: 'idle' | 'saving' | 'waiting'; savedAt: string | null }
  | { phase: 'saved'; savedAt: string }
  | { phase: 'refused'; savedAt: string | null; why: string };

export type DraftContent = Record<string, unknown>;

/** What the draft needs from the world, so that it can be tried without one. */
export interface DraftWorld {
  /** Saves on the server; resolves to the time the server saved it. */
  put: (id: string, content: DraftContent) => Promise<string>;
  remove: (id: string) => Promise<void>;
  /** The crash copy in this browser; never fails loudly. */
  keep: (id: string, content: DraftContent) => Promise<void>;
  unkeep: (id: string) => Promise<void>;
  /** The refusal in words when another try cannot help, else null. */
  refusal: (error: unknown) => string | null;
}

const PAUSE_MS = 1_000;
const RETRY_MS = [3_000, 10_000, 30_000];

export class DraftSync {
  private state: DraftState = { phase: 'idle', savedAt: null };
  private unsent: DraftContent | null = null;
  private sending = false;
  private closed = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly id: string,
    private readonly world: DraftWorld,
  ) {}

  readonly get = (): DraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What was typed and is not on the server yet. */
  get pending(): DraftContent | null {
    return this.unsent;
  }

  change(content: DraftContent): void {
    this.closed = false;
    this.unsent = content;
    this.set({ phase: this.failures > 0 ? 'waiting' : 'saving', savedAt: this.state.savedAt });
    void this.world.keep(this.id, content);
    if (this.failures === 0) this.plan(PAUSE_MS);
  }

  /** The network is back, or the page is about to go: try at once. */
  flush(): void {
    if (this.unsent) void this.send();
  }

  /** Sent or thrown away: gone here and on the server. */
  async discard(): Promise<void> {
    this.stop();
    this.set({ phase: 'idle', savedAt: null });
    await this.world.unkeep(this.id);
    await this.world.remove(this.id);
  }

  /** Forgets everything here, at sign-out. */
  stop(): void {
    clearTimeout(this.timer);
    this.closed = true;
    this.unsent = null;
    this.failures = 0;
  }

  private set(state: DraftState) {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  private plan(ms: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), ms);
  }

  private async send(): Promise<void> {
    clearTimeout(this.timer);
    const content = this.unsent;
    if (!content || this.sending) return;
    this.sending = true;
    try {
      const savedAt = await this.world.put(this.id, content);
      this.sending = false;
      await this.sent(content, savedAt);
    } catch (error) {
      this.sending = false;
      this.failed(error);
    }
  }

  private async sent(content: DraftContent, savedAt: string) {
    // Thrown away while it was under way: the save that came last must not bring it back.
    if (this.closed) return this.world.remove(this.id);
    this.failures = 0;
    if (this.unsent !== content) {
      this.set({ phase: 'saving', savedAt });
      return this.plan(PAUSE_MS);
    }
    this.unsent = null;
    this.set({ phase: 'saved', savedAt });
    await this.world.unkeep(this.id);
  }

  private failed(error: unknown) {
    if (this.closed) return;
    const { savedAt } = this.state;
    const why = this.world.refusal(error);
    if (why !== null) return this.set({ phase: 'refused', savedAt, why });
    this.set({ phase: 'waiting', savedAt });
    this.plan(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? PAUSE_MS);
    this.failures++;
  }
}
