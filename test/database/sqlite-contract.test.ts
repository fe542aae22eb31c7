/** The contract of the store, on SQLite. */
import { describe } from '@jest/globals';
import { deliveriesContract } from './contract/deliveries-contract.ts';
import { interleavingsContract } from './contract/interleavings-contract.ts';
import { knowledgeContract } from './contract/knowledge-contract.ts';
import { locksContract } from './contract/locks-contract.ts';
import { processesContract } from './contract/processes-contract.ts';
import { queueContract } from './contract/queue-contract.ts';
import { turnsContract } from './contract/turns-contract.ts';
import { sqliteEngine } from './sqlite-engine.ts';

describe(`on ${sqliteEngine.name}`, () => {
  deliveriesContract(sqliteEngine);
  queueContract(sqliteEngine);
  turnsContract(sqliteEngine);
  knowledgeContract(sqliteEngine);
  locksContract(sqliteEngine);
  interleavingsContract(sqliteEngine);
  processesContract(sqliteEngine);
});
