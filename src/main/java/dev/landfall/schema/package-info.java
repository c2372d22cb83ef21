/** What fields a kind has and of what type, as the API server says: open {@link dev.landfall.schema.ObjectSchema} first. */
package dev.landfall.schema;
