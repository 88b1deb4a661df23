package gannet.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gannet.server.account.Accounts;
import gannet.server.http.RouteReading.Asked;
import gannet.server.http.RouteReading.Route;
import java.lang.constant.ClassDesc;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The REST interface as an OpenAPI 3.1 document, made from the routes themselves: their compiled code says which parts of a request they
/// ask for and what they answer, and the records what is in it.
final class OpenApi {
    private static final Pattern PART = Pattern.compile(":([A-Za-z]+)");

    private final RouteReading reading = new RouteReading();
    private final JsonSchemas schemas = new JsonSchemas();
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();

    private OpenApi() {}

    static ObjectNode of(Collection<Routes> features) {
        var api = new OpenApi();
        for (var feature : features) {
            for (var route : api.reading.routes(feature.getClass())) {
                api.add(feature.getClass(), route);
            }
        }
        return api.document();
    }

    private ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Gannet").put("version", "v1")
                .put("description", "All that the pages do. What goes wrong is answered as problem+json (RFC 9457), with a sentence that says what to do.");
        document.putArray("servers").addObject().put("url", "/api/v1");
        var security = document.putArray("security");
        security.addObject().putArray("session");
        security.addObject().putArray("token");
        document.set("paths", paths);
        var components = document.putObject("components");
        var schemes = components.putObject("securitySchemes");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", Accounts.COOKIE).put("description", "Set by POST /session");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer").put("description", "An API token, made on the account's page");
        var all = components.putObject("schemas");
        schemas.components().forEach(all::set);
        all.set("Problem", problem());
        components.putObject("responses").putObject("Problem").put("description", "It was not done, and why").putObject("content")
                .putObject("application/problem+json").putObject("schema").put("$ref", "#/components/schemas/Problem");
        return document;
    }

    private void add(Class<?> feature, Route route) {
        var path = PART.matcher(route.path()).replaceAll("{$1}");
        var item = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
        var operation = item.putObject(route.method().toLowerCase(Locale.ROOT));
        operation.put("operationId", operationId(route));
        operation.putArray("tags").add(feature.getPackageName().substring(feature.getPackageName().lastIndexOf('.') + 1));
        if (route.isOpen()) {
            operation.putArray("security");
        }
        parameters(route, operation);
        body(route, operation);
        answers(route, operation.putObject("responses"));
    }

    /// As "getRunsNumberCurves".
    private static String operationId(Route route) {
        var id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        for (var part : route.path().split("[^A-Za-z]+")) {
            if (!part.isEmpty()) {
                id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return id.toString();
    }

    private static void parameters(Route route, ObjectNode operation) {
        var parameters = operation.putArray("parameters");
        var inPath = PART.matcher(route.path()).results().map(part -> part.group(1)).toList();
        for (var name : inPath) {
            var asked = route.asked().stream().filter(each -> each.name().equals(name)).findFirst().orElse(new Asked("path", name, List.of()));
            parameters.addObject().put("name", name).put("in", "path").put("required", true).set("schema", schema(asked));
        }
        route.asked().stream().filter(each -> !inPath.contains(each.name())).forEach(each -> {
            var parameter = parameters.addObject().put("name", each.name()).put("in", "query").put("required", false);
            if (each.how().equals("queries")) {
                parameter.put("style", "form").put("explode", false); // a,b
            }
            parameter.set("schema", schema(each));
        });
        if (parameters.isEmpty()) {
            operation.remove("parameters");
        }
    }

    private static ObjectNode schema(Asked asked) {
        return switch (asked.how()) {
            case "id" -> JsonSchemas.named("string").put("format", "uuid");
            case "queries", "texts" -> JsonSchemas.named("array").set("items", JsonSchemas.named("string"));
            case "number" -> number(asked.values());
            default -> JsonSchemas.named("string");
        };
    }

    /// @param values what it is if it is not given, the least and the most
    private static ObjectNode number(List<Object> values) {
        var schema = JsonSchemas.named("integer");
        if (values.size() < 3) {
            return schema;
        }
        var names = List.of("default", "minimum", "maximum");
        for (int i = 0; i < names.size(); i++) {
            if (values.get(i) instanceof Number number && number.longValue() != Long.MAX_VALUE && number.longValue() != Long.MIN_VALUE
                    && number.longValue() != Integer.MIN_VALUE && number.longValue() != Integer.MAX_VALUE) {
                schema.put(names.get(i), number.longValue());
            }
        }
        return schema;
    }

    private void body(Route route, ObjectNode operation) {
        if (route.how().equals("upload")) {
            var content = operation.putObject("requestBody").put("required", true).putObject("content");
            content.putObject("application/octet-stream").set("schema", schemas.of(byte[].class));
            return;
        }
        var type = route.body();
        if (type != null) {
            operation.putObject("requestBody").put("required", true).putObject("content").putObject("application/json").set("schema", schemas.of(named(type)));
        }
    }

    private static Class<?> named(ClassDesc type) {
        try {
            return Class.forName(RouteReading.internal(type).replace('/', '.'), false, OpenApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The class " + type.displayName() + " is not where the others are", e);
        }
    }

    private void answers(Route route, ObjectNode responses) {
        switch (route.how()) {
            case "download" -> content(responses, 200, "application/octet-stream").set("schema", schemas.of(byte[].class));
            case "stream" -> content(responses, 200, "application/zip").set("schema", schemas.of(byte[].class));
            case "live", "openLive" -> content(responses, 200, "text/event-stream").set("schema", schemas.of(String.class));
            default -> AnswerReading.of(reading, route.handlers().getFirst()).forEach((status, told) -> {
                if (told.content().isEmpty()) {
                    responses.putObject(Integer.toString(status)).put("description", "It is done");
                } else {
                    content(responses, status, told.content()).set("schema", schemas.of(told.type()));
                }
            });
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private static ObjectNode content(ObjectNode responses, int status, String type) {
        return responses.putObject(Integer.toString(status)).put("description", status == 201 ? "It is made" : "It is as asked").putObject("content").putObject(type);
    }

    private static ObjectNode problem() {
        var problem = JsonSchemas.named("object");
        var properties = problem.putObject("properties");
        for (var name : List.of("type", "title", "detail", "incident")) {
            properties.set(name, JsonSchemas.named("string"));
        }
        properties.set("status", JsonSchemas.named("integer"));
        var one = JsonSchemas.named("object");
        one.putObject("properties").set("where", JsonSchemas.named("string"));
        ((ObjectNode) one.get("properties")).set("message", JsonSchemas.named("string"));
        properties.set("problems", JsonSchemas.named("array").set("items", one));
        return problem;
    }
}
