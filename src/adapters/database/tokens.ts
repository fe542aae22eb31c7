/** Fencing tokens: each is higher than all before it, in whichever process it is drawn. */
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export async function nextToken(transaction: Transaction<Schema>): Promise<number> {
  const { value } = await transaction
    .insertInto('counters')
    .values({ name: 'token', value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((is) => ({ value: is('counters.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
