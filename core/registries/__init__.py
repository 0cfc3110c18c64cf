"""What apps say of their registers where somebody must see everything."""
