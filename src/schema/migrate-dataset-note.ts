/** What had to be decided in a migration. */
export type MigrationNote = "cancelled-as-made" | "currency-unknown" | "template-without-touchpoint";
