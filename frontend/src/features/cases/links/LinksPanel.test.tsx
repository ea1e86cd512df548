import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { CaseLinkOut, CaseOut } from '@/shared/api/generated';
import { show } from '@/test/render';
import { LinksPanel } from './LinksPanel';

const ended = {
  id: 'l',
  kind: 'CONTINUES',
  side: 'FROM',
  other: { id: 'o', number: 'BJ-26-014', caseType: null, phase: 'CLOSED', mayOpen: false },
  linkedAt: '2026-11-01T08:00:00Z',
  endedAt: '2026-11-22T23:30:00Z',
  endReason: 'Fel ärende',
} as CaseLinkOut;

vi.mock('@/shared/api/generated/@tanstack/react-query.gen', () => ({
  listCaseLinksOptions: () => ({ queryKey: ['links'], queryFn: () => Promise.resolve({ items: [ended] }) }),
}));

test('a link that was ended stands with its day in Sweden and why', async () => {
  show(<LinksPanel found={{ id: 'c', allowedActions: [] as string[] } as CaseOut} />);
  expect(await screen.findByText(/^Avslutad mån 23 nov$/)).toBeInTheDocument();
  expect(screen.getByText('Fel ärende')).toBeInTheDocument();
});
