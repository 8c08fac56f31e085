/** Looking into files: what they are, and what of a picture must not be told. Nothing is ever decoded or unpacked whole. */
@NullMarked
package org.zhuqi.intake.file;

import org.jspecify.annotations.NullMarked;
