/** What is imported, taken for the name of a package: a module of the language, or a package that is installed by another name. */
import { normalisedPythonName } from '#analysis/manifests/pep508.ts';
import type { Addition } from '#analysis/manifests/additions.ts';
import { defineRule } from '../rule.ts';
import { isSettled, reportAt } from './addition-report.ts';
import { BUILT_IN, INSTALLED_AS } from './import-names.ts';

export const rule = defineRule({
  meta: {
    title: 'A name that is imported is taken for the name of a package',
    area: 'dependencies',
    severity: 'high',
    confidence: 'high',
    cwe: [1357],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const addition of change.additions) {
      if (addition.requirement === null || addition.before.length > 0 || addition.source.kind !== 'registry') continue;
      if (isSettled(change, addition)) continue;
      const mistake = mistakeOf(addition);
      if (mistake !== null) report({ ...reportAt(addition), ...mistake });
    }
  },
});

function mistakeOf({ ecosystem, name }: Addition): { readonly message: string; readonly remedy: string } | null {
  const wanted = ecosystem === 'pypi' ? normalisedPythonName(name) : name.replace(/^node:/, '');
  if (BUILT_IN[ecosystem]?.has(wanted) === true) {
    const language = ecosystem === 'npm' ? 'Node.js' : 'Python';
    return {
      message: `${name} comes with ${language}; a package of this name is somebody else's`,
      remedy: 'Take it out: nothing needs to be installed.',
    };
  }
  const installed = INSTALLED_AS[ecosystem]?.get(wanted);
  if (installed === undefined) return null;
  return {
    message: `${name} is what ${installed} is imported as; a package of this name is another one`,
    remedy: `Ask for ${installed}.`,
  };
}
