package org.zhuqi.contracts;

import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** A file that is kept elsewhere; the log holds only where and which. */
@About("A file that is kept elsewhere; the log holds only where and which.")
public record Attachment(
        @About("The id under which the file can be fetched.") @Text(max = 64)
        String id,

        @About("The file's name as it was given.") @Text(max = 200)
        String name,

        @About("The media type, found from the content.") @Text(max = 100)
        String mediaType,

        @About("The size in bytes.") long size,

        @About("SHA-256 of the content, in hexadecimal.") @Text(min = 64, max = 64)
        String sha256) {}
