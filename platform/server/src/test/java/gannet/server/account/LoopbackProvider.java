package gannet.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gannet.parameters.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A small OpenID Connect provider with a web server of its own: discovery, keys, the authorization code flow with PKCE, and ID
/// tokens that are really signed with RS256. It lies when it is told to.
public final class LoopbackProvider implements AutoCloseable {
    public static final String CLIENT = "gannet-client";
    public static final String SECRET = "a secret between the two";

    private record Asked(String nonce, String challenge, String redirect) {}

    private final HttpServer server;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private final Map<String, Object> person = new ConcurrentHashMap<>();
    private final KeyPair published = keys();
    private volatile KeyPair signing = published;
    private volatile Consumer<Map<String, Object>> lie = claims -> {};

    private LoopbackProvider(HttpServer server) { this.server = server; }

    public static LoopbackProvider start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new LoopbackProvider(server);
            server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, Map.of("issuer", provider.issuer(), "authorization_endpoint",
                    provider.issuer() + "/authorize", "token_endpoint", provider.issuer() + "/token", "jwks_uri", provider.issuer() + "/keys",
                    "response_types_supported", List.of("code"), "subject_types_supported", List.of("public"), "id_token_signing_alg_values_supported", List.of("RS256"))));
            server.createContext("/keys", exchange -> answer(exchange, 200, Map.of("keys", List.of(provider.key()))));
            server.createContext("/authorize", provider::authorize);
            server.createContext("/token", provider::token);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() { return "http://127.0.0.1:" + server.getAddress().getPort(); }

    /// Who is at the browser from now on.
    public void isUsedBy(Map<String, Object> claims) {
        person.clear();
        person.putAll(claims);
    }

    /// What is wrong with each ID token from now on.
    void lies(Consumer<Map<String, Object>> lie) { this.lie = lie; }

    void signsWithKeysThatNobodyKnows() { signing = keys(); }

    void signsWithItsKeys() { signing = published; }

    private void authorize(HttpExchange exchange) throws IOException {
        var query = form(exchange.getRequestURI().getRawQuery());
        var code = UUID.randomUUID().toString();
        codes.put(code, new Asked(query.getOrDefault("nonce", ""), query.getOrDefault("code_challenge", ""), query.getOrDefault("redirect_uri", "")));
        if (!"S256".equals(query.get("code_challenge_method")) || !"code".equals(query.get("response_type")) || !CLIENT.equals(query.get("client_id"))) {
            answer(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        exchange.getResponseHeaders().set("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + URLEncoder.encode(query.get("state"), UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        var asked = codes.remove(form.getOrDefault("code", ""));
        var basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        boolean knows = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || SECRET.equals(form.get("client_secret")) && CLIENT.equals(form.get("client_id"));
        if (!knows) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        if (asked == null || !asked.redirect().equals(form.get("redirect_uri")) || !asked.challenge().equals(encoded(sha256(form.getOrDefault("code_verifier", ""))))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        answer(exchange, 200, Map.of("access_token", "opaque", "token_type", "Bearer", "expires_in", 300, "id_token", idToken(asked.nonce())));
    }

    private String idToken(String nonce) {
        var now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>(Map.of("iss", issuer(), "aud", CLIENT, "iat", now, "exp", now + 300, "nonce", nonce));
        claims.putAll(person);
        lie.accept(claims);
        var signed = encoded(Json.text(Map.of("alg", "RS256", "typ", "JWT", "kid", "first")).getBytes(UTF_8)) + "." + encoded(Json.text(claims).getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signing.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> key() {
        var key = (RSAPublicKey) published.getPublic();
        return Map.of("kty", "RSA", "use", "sig", "alg", "RS256", "kid", "first", "n", encoded(unsigned(key.getModulus().toByteArray())),
                "e", encoded(unsigned(key.getPublicExponent().toByteArray())));
    }

    private static byte[] unsigned(byte[] number) { return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number; }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) { return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes); }

    static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(URLDecoder.decode(pair.substring(0, equals), UTF_8), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return form;
    }

    /// What a browser does that is sent there, up to where it is sent back.
    static URI browse(String address) throws IOException, InterruptedException {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var answer = client.send(java.net.http.HttpRequest.newBuilder(URI.create(address)).build(), java.net.http.HttpResponse.BodyHandlers.ofString());
            return URI.create(answer.headers().firstValue("Location").orElseThrow(() -> new IllegalStateException(answer.body())));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = Json.text(body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override public void close() { server.stop(0); }
}
