/** The password of a registry, written into the workflow beside the container that it is for. */
import { entriesOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import { defineRule } from '../rule.ts';
import { readWorkflow } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'The password of a container registry is written into a workflow',
    area: 'workflows',
    severity: 'high',
    confidence: 'high',
    cwe: [798, 522],
    owasp: 'A07:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const job of facts.documents.flatMap((document) => readWorkflow(document).jobs)) {
      const containers = [
        valueOf(job.value, 'container'),
        ...entriesOf(valueOf(job.value, 'services')).map(({ value }) => value),
      ];
      for (const container of containers) {
        const password = valueOf(valueOf(container, 'credentials'), 'password');
        const text = textOf(password);
        if (password === null || text === null || text === '' || text.includes('${{')) continue;
        report({
          place: { path, side, span: password.span },
          message: 'whoever can read this workflow can use this password of the registry',
          remedy:
            'Replace the password, keep the new one as a secret, and name it: `password: ${{ secrets.REGISTRY_PASSWORD }}`.',
          symbol: job.symbol,
          // What the password is stays out of the fingerprint, which is published.
          identity: 'container password',
        });
      }
    }
  },
});
