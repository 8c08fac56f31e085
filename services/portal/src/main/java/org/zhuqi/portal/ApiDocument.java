package org.zhuqi.portal;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the whole API, as it was pinned when the pages were made from it: where every service is a process of its
 * own none knows it all.
 */
@RestController
@Hidden
class ApiDocument {
    private static final Resource DOCUMENT = new ClassPathResource("org/zhuqi/portal/openapi.json");

    @GetMapping("/v3/api-docs")
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(DOCUMENT);
    }
}
