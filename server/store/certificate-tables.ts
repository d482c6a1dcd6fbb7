/** The tables of visits, decisions and certificates (migrations/002-certificates.sql). */
export type CertificateTables = Record<never, never>;
