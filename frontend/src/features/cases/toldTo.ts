/** The functions that a clock is escalated to: rule packs know no other. */
export function toldTo(code: string): 'PRINCIPAL' | 'ORGANISER_CASE_OFFICER' {
  return code === 'ORGANISER_CASE_OFFICER' ? code : 'PRINCIPAL';
}
