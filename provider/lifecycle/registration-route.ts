/** The route every account has: calls ring the account's SIP registration (API section 4.4). */
export const REGISTRATION_ROUTE = "0";
