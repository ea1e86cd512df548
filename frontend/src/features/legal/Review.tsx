import type { ButtonProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createRuleReview, type PackOut, type ReviewedKind } from '@/shared/api/generated';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { useKeep } from './useKeep';

interface Props {
  pack: PackOut;
  kind: ReviewedKind;
  code: string;
  /** Said already: then it is taken back. */
  verified: boolean;
  label: string;
  title: string;
  consequence: string;
  of?: string;
  buttonProps?: ButtonProps;
}

/** Says that somebody has compared something with the law, or takes that back; both with a note. */
export function Review({ pack, kind, code, verified, of, buttonProps, ...words }: Props) {
  const { t } = useTranslation('legal');
  const keep = useKeep(pack);
  const say = async (note: string) => {
    const body = { kind, code, verified: !verified, note };
    const { data } = await createRuleReview({ path: { packCode: pack.code }, body, throwOnError: true });
    keep(data);
    notifyDone(t('pack.saved'));
  };
  const back = { label: t('pack.takeBack'), title: t('pack.takeBackTitle'), consequence: t('pack.takeBackText') };
  const shown = verified ? back : words;
  return <ConfirmAction {...shown} confirmLabel={shown.label} needsReason onConfirm={say} {...(of && { of })} {...(buttonProps && { buttonProps })} />;
}
