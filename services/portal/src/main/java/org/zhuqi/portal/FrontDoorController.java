package org.zhuqi.portal;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.platform.security.SecuritySettings;

/** The way in, and what a page must know before anybody is signed in. */
@RestController
@Hidden
class FrontDoorController {
    private final Surroundings surroundings;

    FrontDoorController(PortalSettings portal, SecuritySettings security) {
        this.surroundings = new Surroundings(security.issuer(), portal.clientId(), portal.signInLinks());
    }

    /**
     * @param issuer the OpenID Connect provider
     * @param signInLinks whether a token in a link is taken
     */
    record Surroundings(String issuer, String clientId, boolean signInLinks) {}

    @GetMapping("/")
    ResponseEntity<Void> toThePages() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/app/"))
                .build();
    }

    /** Their other addresses are those of {@link Site}; these have no path within it. */
    @GetMapping({"/app", "/app/", "/signed-in"})
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.TEXT_HTML)
                .body(Site.PAGE);
    }

    @GetMapping("/app/surroundings.json")
    ResponseEntity<Surroundings> surroundings() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(surroundings);
    }
}
