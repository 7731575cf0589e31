/** Every property explains itself, at its place or in the schema that it refers to. */
export function propertyHasDescription() {
  return {
    SchemaProperties(properties, { report, location, resolve }) {
      // Inside `if` and `then` a property is mentioned, not introduced.
      if (/\/(if|then|else)\/properties$/.test(location.pointer)) return;
      for (const [name, property] of Object.entries(properties)) {
        const target = property.$ref ? resolve(property).node : property;
        if (property.description || target?.description) continue;
        report({
          message: `Property ${name} must have a description.`,
          location: location.child([name]).key(),
        });
      }
    },
  };
}
