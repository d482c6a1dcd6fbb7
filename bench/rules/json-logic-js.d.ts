/** What this bench calls of it; the package declares nothing. */
declare module 'json-logic-js' {
  const jsonLogic: { apply(logic: object, data: object): unknown };
  export default jsonLogic;
}
