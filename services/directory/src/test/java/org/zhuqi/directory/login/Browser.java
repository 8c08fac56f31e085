package org.zhuqi.directory.login;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What a browser and a client do, step by step: cookies are kept, redirects are looked at, not followed. */
final class Browser {
    static final String VERIFIER = "a-verifier-of-the-client-that-is-long-enough-0123456789";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String csrf = "";
    private String language = "en";

    Browser() {
        this(TestLogin.BASE);
    }

    private Browser(String base) {
        this.base = base;
    }

    /** The same browser at another instance, as a load balancer would send it there. */
    Browser at(String otherBase) {
        Browser other = new Browser(otherBase);
        cookies.getCookieStore()
                .getCookies()
                .forEach(cookie -> other.cookies.getCookieStore().add(URI.create(otherBase), cookie));
        return other;
    }

    Browser speaking(String wanted) {
        language = wanted;
        return this;
    }

    HttpResponse<String> get(String path) throws Exception {
        return remember(http.send(request(path).build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Fills in the form of the page that was loaded last. */
    HttpResponse<String> submit(String path, String... fields) throws Exception {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "_csrf";
        all[fields.length + 1] = csrf;
        return post(path, all);
    }

    HttpResponse<String> post(String path, String... fields) throws Exception {
        return remember(http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields)))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> withToken(String path, String token) throws Exception {
        return http.send(
                request(path).header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .header("Accept", "text/html")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36")
                .header("Accept-Language", language);
    }

    private HttpResponse<String> remember(HttpResponse<String> answer) {
        Matcher found = CSRF.matcher(answer.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer;
    }

    Optional<HttpCookie> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("zhuqi-login"))
                .findFirst();
    }

    HttpResponse<String> logIn(AccountId account, String password) throws Exception {
        get("/login");
        return submit("/login", "login", account.text(), "password", password);
    }

    // -- as a client ----------------------------------------------------------------------------------------------

    static String authorizePath(String... changes) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", LoginSettings.CLIENT);
        parameters.put("redirect_uri", TestLogin.CALLBACK);
        parameters.put("scope", "openid profile");
        parameters.put("state", "some-state");
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].isEmpty()) {
                parameters.remove(changes[i]);
            } else {
                parameters.put(changes[i], changes[i + 1]);
            }
        }
        String[] pairs = parameters.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        return "/oauth2/authorize?" + form(pairs);
    }

    static String challenge(String verifier) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    /** For somebody who is logged in. */
    String code() throws Exception {
        String where = location(get(authorizePath()));
        return parameter(where, "code").orElseThrow(() -> new IOException("no code in " + where));
    }

    HttpResponse<String> exchange(String code, String... changes) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("client_id", LoginSettings.CLIENT);
        parameters.put("redirect_uri", TestLogin.CALLBACK);
        parameters.put("code", code);
        parameters.put("code_verifier", VERIFIER);
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return post(
                "/oauth2/token",
                parameters.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toArray(String[]::new));
    }

    HttpResponse<String> refresh(String token) throws Exception {
        return post(
                "/oauth2/token",
                "grant_type",
                "refresh_token",
                "client_id",
                LoginSettings.CLIENT,
                "refresh_token",
                token);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    static JsonNode claims(String token) {
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    static Optional<String> parameter(String address, String name) {
        String query = Optional.ofNullable(URI.create(address).getRawQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static String form(String... pairs) {
        return java.util.stream.IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> escape(pairs[2 * i]) + "=" + escape(pairs[2 * i + 1]))
                .collect(Collectors.joining("&"));
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
