export {
  createFakeModels,
  type FakeFault,
  type FakeModels,
  type FakeModelsOptions,
  type FakeRequest,
} from "./testing/fake-models.js";
