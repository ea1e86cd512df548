import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import css from './cases.module.css';
import { RulesDialog } from './RulesDialog';

/** That the law has changed since the case was opened, and what can be done about it. */
export function NewerRules({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  const newer = found.newerRules;
  if (!newer) return null;
  const goes = newer.caseTypes.length > 0;
  const mayChange = goes && found.allowedActions.includes('case.change-rules');
  return (
    <section className={css.panel}>
      <Title order={2} size="h3">
        {t('rules.changed')}
      </Title>
      <Text>{t('rules.keeps', { label: newer.label })}</Text>
      {!mayChange && <Text>{t(goes ? 'rules.principal' : 'rules.ends', { type: found.caseType.label })}</Text>}
      {mayChange && (
        <Button mt="sm" variant="default" size="sm" onClick={() => setOpen(true)}>
          {t('rules.open')}
        </Button>
      )}
      {open && <RulesDialog found={found} onClose={() => setOpen(false)} />}
    </section>
  );
}
