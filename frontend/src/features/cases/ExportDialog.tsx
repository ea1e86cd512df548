import { Alert, Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCaseExport, type CaseOut } from '@/shared/api/generated';
import { listCaseExportsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from './useCaseWrite';

const SHORTEST = 3;

/** The case as a document. Why is asked before it is made, and who has printed it before stands below. */
export function ExportDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState('');
  const needed = found.confidentiality >= 'K3';
  const make = async () => {
    const said = reason.trim();
    if ((needed || said) && said.length < SHORTEST) return setMissing(true);
    setPending(true);
    setRefusal('');
    try {
      const { data } = await createCaseExport({ path: { caseId: found.id }, body: { reason: said || null }, parseAs: 'blob', throwOnError: true });
      await changed();
      if (!isDocument(data)) {
        setRefusal(t('export.lost'));
        return setPending(false);
      }
      save(data, `${found.number}.pdf`);
      notifyDone(t('export.made'));
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setRefusal(problem.fields[0]?.detail ?? (problem.detail || t('common:form.unknown')));
      setPending(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('export.title')} size="lg" closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <Stack>
        <Text>{t('export.lead')}</Text>
        {needed && <Text fw={600}>{t('export.needed')}</Text>}
        <Textarea
          label={needed ? `${t('export.reason')} ${t('common:form.required')}` : t('export.reason')}
          description={t('export.reasonHint')}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
          error={missing && t('export.reasonMissing')}
          autosize
          minRows={2}
        />
        {refusal && (
          <Alert role="alert" color="tegel" variant="outline">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button loading={pending} onClick={() => void make()}>
            {t('export.make')}
          </Button>
        </Group>
        <Before found={found} />
      </Stack>
    </Modal>
  );
}

function Before({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { data } = useQuery(listCaseExportsOptions({ path: { caseId: found.id } }));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('export.before')}>
      <Text fw={600}>{t('export.before')}</Text>
      <List size="sm">
        {data.items.map((one) => (
          <List.Item key={one.id}>{`${t('export.line', { at: format.instant(one.exportedAt), name: one.exportedBy.name })}: ${one.reason ?? t('export.noReason')}`}</List.Item>
        ))}
      </List>
    </section>
  );
}

/** A call that was sent again is answered with the line of the register: the document went out, and did not arrive here. */
const isDocument = (data: unknown): data is Blob => data instanceof Blob && data.type.startsWith('application/pdf');

/** Hands what was made to the browser, as a file of that name. */
function save(made: Blob | File, name: string): void {
  const address = URL.createObjectURL(made);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
