/** The parts of SARIF 2.1.0 that are written here, by the standard's own names. */

export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId: string;
}

export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine: number;
  readonly endColumn?: number;
}

export interface PhysicalLocation {
  readonly artifactLocation: ArtifactLocation;
  readonly region?: Region;
}

export interface Location {
  readonly id?: number;
  readonly physicalLocation: PhysicalLocation;
  readonly message?: { readonly text: string };
}

export interface CodeFlow {
  readonly threadFlows: readonly { readonly locations: readonly { readonly location: Location }[] }[];
}

export type Level = 'note' | 'warning' | 'error';

export interface ReportingDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly helpUri?: string;
  readonly help: { readonly text: string; readonly markdown?: string };
  readonly defaultConfiguration: { readonly level: Level };
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}
