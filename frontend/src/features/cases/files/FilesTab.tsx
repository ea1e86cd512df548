import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listCaseAttachments, type CaseOut } from '@/shared/api/generated';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from './files.module.css';
import { FileRow } from './FileRow';
import { SendFiles } from './SendFiles';

const PAGE = 50;

/** What belongs to the case as files: sent, shown, downloaded, voided. */
export function FilesTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const query = useInfiniteQuery({
    queryKey: ['case-attachments', found.id],
    queryFn: async ({ pageParam }) =>
      (await listCaseAttachments({ path: { caseId: found.id }, query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) }, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last._meta.nextCursor,
  });
  const may = found.allowedActions.includes('case.attach');
  return (
    <>
      {may && <SendFiles found={found} />}
      <QueryState query={query}>
        {(data) => {
          const files = data.pages.flatMap((page) => page.items);
          if (files.length === 0) return <EmptyState title={t('files.empty')} text={t(may ? 'files.emptyText' : 'files.emptyRead')} example={t('files.emptyExample')} />;
          return (
            <ul className={css.files}>
              {files.map((file) => (
                <FileRow key={file.id} file={file} found={found} />
              ))}
            </ul>
          );
        }}
      </QueryState>
      {query.hasNextPage && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </>
  );
}
