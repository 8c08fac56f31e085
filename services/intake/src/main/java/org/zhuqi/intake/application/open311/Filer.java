package org.zhuqi.intake.application.open311;

import org.zhuqi.platform.security.Caller;

/** Whose key came with a request, and as whom that key acts now. */
public record Filer(ApiKey key, Caller caller) {}
