/** The header for changing a row of a list upon the version that was read with it. */
export const upon = (row: { version: number }): { 'If-Match': string } => ({ 'If-Match': `"${row.version}"` });
