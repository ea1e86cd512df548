import type { QrCodeOut } from '@/shared/api/generated';
import css from './account.module.css';

/** Black on white whatever the colours of the page: a phone shall read it. */
export function QrCode({ code, label }: { code: QrCodeOut; label: string }) {
  return (
    <svg className={css.qr} viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
