import { useState } from 'react';
import { CodeForm } from './CodeForm';
import { PasswordForm } from './PasswordForm';
import { codeNeeded, type SignedIn } from './signIn';

/** User name and password, then the code where the account has one. */
export function SignInSteps({ onDone }: { onDone: (s: SignedIn) => void }) {
  const [half, setHalf] = useState<SignedIn | null>(null);
  if (half) return <CodeForm onDone={onDone} onSkip={() => onDone(half)} />;
  return <PasswordForm onDone={(s) => (codeNeeded(s) ? setHalf(s) : onDone(s))} />;
}
