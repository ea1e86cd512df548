import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { listCaseAttachmentsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { Pager } from '@/shared/ui/Pager';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from './files.module.css';
import { FileRow } from './FileRow';
import { SendFiles } from './SendFiles';

/** What belongs to the case as files: sent, shown, downloaded, voided. */
export function FilesTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [page, setPage] = useState(1);
  const query = useQuery({
    ...listCaseAttachmentsOptions({ path: { caseId: found.id }, query: { page } }),
    placeholderData: keepPreviousData,
  });
  const may = found.allowedActions.includes('case.attach');
  return (
    <>
      {may && <SendFiles found={found} />}
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('files.empty')} text={t(may ? 'files.emptyText' : 'files.emptyRead')} example={t('files.emptyExample')} />
          ) : (
            <>
              <ul className={css.files}>
                {data.items.map((file) => (
                  <FileRow key={file.id} file={file} found={found} />
                ))}
              </ul>
              <Pager page={data} onPage={setPage} />
            </>
          )
        }
      </QueryState>
    </>
  );
}
