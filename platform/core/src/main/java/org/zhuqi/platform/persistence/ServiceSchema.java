package org.zhuqi.platform.persistence;

/**
 * A service's own schema in the database. Its migrations lie on the class path under {@code db/<name>}; its Flyway history
 * lies in the schema itself. No service reads another's.
 */
public record ServiceSchema(String name) {}
