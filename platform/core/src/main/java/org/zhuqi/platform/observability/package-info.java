/** What a person on call sees: traces through the services, and figures of this process. */
@NullMarked
package org.zhuqi.platform.observability;

import org.jspecify.annotations.NullMarked;
