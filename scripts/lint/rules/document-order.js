const order = ["info", "servers", "security", "tags", "paths", "components"];

/** The document reads from general to particular. */
export function documentOrder() {
  return {
    Root(root, { report, location }) {
      const present = Object.keys(root).filter((key) => order.includes(key));
      const expected = order.filter((key) => present.includes(key));
      const misplaced = present.find((key, index) => key !== expected[index]);
      if (misplaced) {
        report({
          message: `The document must be in this order: ${expected.join(", ")}.`,
          location: location.child([misplaced]).key(),
        });
      }
    },
  };
}
