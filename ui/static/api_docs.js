// Shows the description of the API; validatorUrl is off because it would ask another host.
const place = document.querySelector("#api");
SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
