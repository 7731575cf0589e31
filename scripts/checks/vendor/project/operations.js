// All four operations with the vendor's own client; prints the answers by operationId.
import OpenPipe from "openpipe/client";

const [baseUrl, request] = process.argv.slice(2);
const openpipe = new OpenPipe({ apiKey: "k", baseUrl });

const body = JSON.parse(request);
const answers = {
  createModel: await openpipe.createModel(body),
  getModel: await openpipe.getModel(body.slug),
  listModels: await openpipe.listModels(),
  deleteModel: await openpipe.deleteModel(body.slug),
};
console.log(JSON.stringify(answers));
