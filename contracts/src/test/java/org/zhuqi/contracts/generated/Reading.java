package org.zhuqi.contracts.generated;

/** How a reader takes what the schema does not name. */
enum Reading {
    /** What is asked must be understood wholly: a misspelt field is an error, not silence. */
    STRICT,
    /** What is told may tell more one day: a reader of today passes over a new optional field. */
    TOLERANT
}
