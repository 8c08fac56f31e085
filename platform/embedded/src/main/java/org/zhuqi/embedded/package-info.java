/**
 * A real PostgreSQL server and a real Kafka broker, run by the application itself on one machine. Both keep their data
 * over restarts, survive {@code kill -9} and listen on the loopback address only.
 */
@NullMarked
package org.zhuqi.embedded;

import org.jspecify.annotations.NullMarked;
