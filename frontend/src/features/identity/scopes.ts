/** What an API client may be given; a test compares it with the server's list. */
export const scopes = [
  'schools:read', 'calendar:read', 'professions:read', 'people:read', 'teams:read', 'groups:read', 'meetings:read', 'goals:read',
  'wheels:read', 'cases:read', 'case-types:read', 'concerns:write', 'lookups:read',
] as const;
