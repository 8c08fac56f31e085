/** Tables as people send them: CSV and XLSX, in and out. */
@NullMarked
package org.zhuqi.directory.sheet;

import org.jspecify.annotations.NullMarked;
