/**
 * The infrastructure of one side: every file that asks for some, read as resources, together with those that share its
 * scope: the files of a Terraform module, the rest of a template, the objects of a folder of manifests. Pure.
 */
import { posix } from 'node:path';
import type { ConfigFacts } from '../configuration-facts.ts';
import { chartOf, withChartValues, type ChartValues } from './chart.ts';
import { isTemplate, resourcesOfTemplate } from './cloudformation/template.ts';
import { isComposeFile, resourcesOfCompose } from './compose.ts';
import { stagesOf, type Stage } from './dockerfile.ts';
import { isKubernetesObject, resourcesOfObject } from './kubernetes.ts';
import type { Resource } from './resource.ts';
import { isServerlessFile, resourcesOfServerless } from './serverless.ts';
import { linkModules } from './terraform/link-modules.ts';

export interface InfrastructureFile {
  readonly path: string;
  readonly facts: ConfigFacts;
  /** What this file asks for; of a chart's values and of a caller, also what is asked for with what they set. */
  readonly resources: readonly Resource[];
  /** What it asks for together with its neighbours: where a bucket's lock may lie. Holds `resources`. */
  readonly scope: readonly Resource[];
  /** Of a Dockerfile. */
  readonly stages: readonly Stage[];
}

/** @param files of this side by path: those that changed, and those that were loaded because they belong to them */
export function linkInfrastructure(files: ReadonlyMap<string, ConfigFacts>): ReadonlyMap<string, InfrastructureFile> {
  const linked = new Map<string, InfrastructureFile>();
  const terraform = new Map<string, ConfigFacts>();
  const objects = new Map<string, Resource[]>();
  const charts = chartsIn(files);
  for (const [path, facts] of files) {
    if (facts.format === 'terraform' || path.endsWith('.tf.json') || isPlan(facts)) terraform.set(path, facts);
    else if (facts.format === 'dockerfile') {
      linked.set(path, { path, facts, resources: [], scope: [], stages: stagesOf(facts) });
    } else {
      const resources = resourcesOf(path, facts, charts.get(chartOf(path) ?? '\0') ?? null);
      const isShared = resources.some(({ platform }) => platform === 'kubernetes');
      const scope = isShared ? together(objects, posix.dirname(path), resources) : resources;
      if (resources.length > 0) linked.set(path, { path, facts, resources, scope, stages: [] });
    }
  }
  for (const [folder, { path }] of charts) {
    const facts = files.get(path);
    const resources = [...linked.values()].flatMap((file) => (chartOf(file.path) === folder ? file.resources : []));
    if (facts !== undefined) linked.set(path, { path, facts, resources, scope: resources, stages: [] });
  }
  for (const [path, { resources, scope }] of linkModules(terraform)) {
    const facts = terraform.get(path);
    if (facts !== undefined) linked.set(path, { path, facts, resources, scope, stages: [] });
  }
  return linked;
}

/** One growing list a folder, which every file of it holds. */
function together(folders: Map<string, Resource[]>, folder: string, resources: readonly Resource[]): Resource[] {
  const known = folders.get(folder);
  if (known === undefined) {
    const list = [...resources];
    folders.set(folder, list);
    return list;
  }
  known.push(...resources);
  return known;
}

/** The values of each chart, by its folder. */
function chartsIn(files: ReadonlyMap<string, ConfigFacts>): ReadonlyMap<string, ChartValues> {
  const charts = new Map<string, ChartValues>();
  for (const [path, { documents }] of files) {
    if (!/(?:^|\/)values\.ya?ml$/.test(path)) continue;
    const folder = posix.dirname(path) === '.' ? '' : posix.dirname(path);
    const [document] = documents;
    if (document !== undefined && files.has(posix.join(folder, 'Chart.yaml'))) charts.set(folder, { path, document });
  }
  return charts;
}

function isPlan(facts: ConfigFacts): boolean {
  const [document] = facts.format === 'json' ? facts.documents : [];
  return document?.kind === 'map' && document.entries.some(({ key }) => key === 'planned_values');
}

function resourcesOf(path: string, facts: ConfigFacts, values: ChartValues | null): Resource[] {
  const syntax = facts.format === 'json' ? 'json' : 'yaml';
  return facts.documents.flatMap((written) => {
    const document = values === null ? written : withChartValues(written, values);
    if (isServerlessFile(document)) return resourcesOfServerless(document, path, syntax);
    if (isTemplate(document)) return resourcesOfTemplate(document, { path, syntax, platform: 'cloudformation' });
    if (isKubernetesObject(document)) return resourcesOfObject(document, path, syntax);
    return isComposeFile(document, path) ? resourcesOfCompose(document, path) : [];
  });
}
