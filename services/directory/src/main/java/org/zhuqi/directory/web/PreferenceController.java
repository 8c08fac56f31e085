package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.directory.postgres.PreferenceRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import tools.jackson.databind.JsonNode;

/** What one keeps for one's own pages, wherever one logs in: saved filters, templates of answers, widths. */
@RestController
@RequestMapping("/api/v1/me/preferences/{key}")
@Tag(name = "me")
public class PreferenceController {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_KEYS = 50;

    private final PreferenceRows preferences;
    private final InstantSource now;

    public PreferenceController(PreferenceRows preferences, InstantSource now) {
        this.preferences = preferences;
        this.now = now;
    }

    @GetMapping
    @Operation(summary = "What you keep under this key", description = "204 if nothing is kept.")
    ResponseEntity<JsonNode> kept(
            @PathVariable String key, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return preferences
                .find(caller.account(), checked(key))
                .map(text ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Json.MAPPER.readTree(text)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping
    @Operation(summary = "Keep any JSON under this key, up to 16 kB; at most 50 keys")
    ResponseEntity<Void> keep(
            @PathVariable String key,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller) {
        checked(key);
        JsonNode value = Bodies.read(body, JsonNode.class);
        if (body == null || body.length > MOST_BYTES) {
            throw Problem.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "too-large",
                            "A preference may have %d bytes at most.".formatted(MOST_BYTES),
                            "单项设置最多 %d 字节。".formatted(MOST_BYTES))
                    .asException();
        }
        if (!preferences.put(
                caller.account(),
                key,
                Json.MAPPER.writeValueAsString(value),
                now.instant().truncatedTo(ChronoUnit.MICROS),
                MOST_KEYS)) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "too-many",
                            "An account keeps %d preferences at most: remove one first.".formatted(MOST_KEYS),
                            "每个账号最多保存 %d 项设置，请先删除一项。".formatted(MOST_KEYS))
                    .asException();
        }
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping
    @Operation(summary = "Keep nothing under this key any more")
    ResponseEntity<Void> remove(@PathVariable String key, @AuthenticationPrincipal Caller caller) {
        preferences.remove(caller.account(), checked(key));
        return ResponseEntity.noContent().build();
    }

    private static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                            "A key has 1 to 64 small letters, digits and hyphens, a letter first.",
                            "键名由 1 至 64 个小写字母、数字和连字符组成，以字母开头。")
                    .asException();
        }
        return key;
    }
}
