/** Saved against the version that was read. */
export const upTo = (row: { version: number }) => ({ 'If-Match': `"${row.version}"` });
