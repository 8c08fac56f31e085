package org.zhuqi.dispatch.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.dispatch.application.Refusals;
import org.zhuqi.platform.web.ProblemException;
import org.zhuqi.platform.web.Versions;

/** What the addresses of all subjects have in common: the id in them, the version that was seen, and what is answered. */
final class Answers {
    private Answers() {}

    /** What is no id leads to nothing, as an unknown one does. */
    static SubjectId id(SubjectKind kind, String text) {
        try {
            return SubjectId.of(text);
        } catch (IllegalArgumentException e) {
            throw missing(kind, text);
        }
    }

    static ProblemException missing(SubjectKind kind, String id) {
        return Refusals.missing(kind, id).asException();
    }

    /**
     * That the caller knows it as it is; the transaction that writes looks again.
     *
     * @param version that it has now
     */
    static void seen(@Nullable String ifMatch, long version) {
        if (Versions.required(ifMatch) != version) {
            throw Versions.stale(version);
        }
    }

    static <D> ResponseEntity<D> ok(long version, D document) {
        return ResponseEntity.ok().eTag(Versions.etag(version)).body(document);
    }

    static <D> ResponseEntity<D> created(String address, long version, D document) {
        return ResponseEntity.created(URI.create(address))
                .eTag(Versions.etag(version))
                .body(document);
    }
}
