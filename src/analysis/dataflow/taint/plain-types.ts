/** Declared types that tell what a value may hold. */

/** Whether values of the type have no room for text. */
export function isPlainType(type: string | null): boolean {
  return (
    type !== null && /^(?:number|boolean|bigint|Date|integer)(?:\[\]|\s*\|\s*(?:null|undefined))*$/.test(type.trim())
  );
}
